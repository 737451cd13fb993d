"""Sound on a telephone line: 8 kHz mu-law, tracks, the offline voice."""

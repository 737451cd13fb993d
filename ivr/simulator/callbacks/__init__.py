"""Callbacks: what apps are told beside their documents, as listeners of the engine's log."""

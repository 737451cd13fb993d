"""The engine: clock, log, accounts, calls and what connects them; no TwiML, no REST, no scenarios."""

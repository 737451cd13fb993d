"""Whole calls of the hotline on a virtual clock, by random callers and with faults: see docs/virtual-calls.md."""

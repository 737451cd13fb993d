"""The services that callers can ask for, one package each; none imports another."""

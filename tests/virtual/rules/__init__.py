"""What must hold in every run, whatever callers, agents and networks do: one rule a file."""

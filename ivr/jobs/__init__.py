"""What is done after calls, by a process of its own that gives way to live ones."""

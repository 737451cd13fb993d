"""Those who call and are called: scenarios, agents, a person at a terminal or a browser."""

"""Small Twilio apps as its tutorials have them: what the simulator is tried on."""

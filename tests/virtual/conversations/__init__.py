"""Thirty people who call with one wish each: how long until they hear their answer, and who does the talking."""

"""Web pages for supervisors: the calls, what was said in them, and the hotline's health."""

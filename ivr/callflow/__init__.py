"""The hotline's own forms, one file each. They know the script's words only: not Twilio, Vosk or SQL."""

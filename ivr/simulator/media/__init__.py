"""Media Streams: a call's audio over a WebSocket."""

"""Reckon distances on the globe."""

from math import asin, cos, radians, sin, sqrt

KILOMETRES_PER_DEGREE = 111.2
EARTH_RADIUS = 6371.0


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Return the distance between two points, given in degrees, along a great circle."""
    one, other = radians(latitude), radians(other_latitude)
    north, east = other - one, radians(other_longitude - longitude)
    half = sin(north / 2) ** 2 + cos(one) * cos(other) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(half)))

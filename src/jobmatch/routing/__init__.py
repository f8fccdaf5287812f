"""Travel times from a street map and timetables: an extra for areas that no published matrix covers.

Walking and cycling go by the streets of OpenStreetMap, public transport by GTFS timetables. It is meant for a town or a
county; the whole country is a matter for r5r or OpenTripPlanner, whose tables `jobmatch.TravelMatrix.read` reads.
"""

from __future__ import annotations

from jobmatch.routing.bands import RoutedTimes, route_times

__all__ = ["RoutedTimes", "route_times"]

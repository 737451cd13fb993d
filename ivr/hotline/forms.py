"""Which service each form belongs to."""

from collections.abc import Mapping

from ivr.services import SERVICES


def services_of_forms() -> Mapping[str, str]:
    """Return the name of the service of each form."""
    return {form.name: service.name for service in SERVICES for form in service.forms}

from tests.services.conftest import caller

__all__ = ["caller"]

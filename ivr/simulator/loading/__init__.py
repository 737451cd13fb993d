"""Many calls at once, and figures about them."""

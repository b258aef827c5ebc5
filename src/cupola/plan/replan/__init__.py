"""A plan that goes on from what happened: after news, or with new elements."""

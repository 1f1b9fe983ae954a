from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who works in the admin; the project's own model, since it cannot be swapped later."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who works in the admin; the project's own model, since it cannot be swapped later."""

    class Meta(AbstractUser.Meta):
        # A permission's name is stored once, for administrators who read either language.
        permissions = [
            ("write_da", "Can write Danish"),
            ("write_en", "Can write English"),
        ]

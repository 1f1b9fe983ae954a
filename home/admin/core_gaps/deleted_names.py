"""Wagtail 8.0.1: after a deletion the message asks a row for its name, which may be made of the number that it has lost."""

from wagtail.admin.views.generic import DeleteView


class NameBeforeDeletion(DeleteView):
    """Says what was deleted by the name that it had."""

    def delete_action(self) -> None:
        self.told = super().get_success_message()
        super().delete_action()

    def get_success_message(self) -> str:
        return self.told

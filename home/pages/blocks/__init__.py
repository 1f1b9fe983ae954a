from home.pages.blocks.body import BodyBlock

__all__ = ["BodyBlock"]

from home.share_images.cards import ShareCard

__all__ = ["ShareCard"]

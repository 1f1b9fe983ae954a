from home.machines.share_images.cards import ShareCard

__all__ = ["ShareCard"]

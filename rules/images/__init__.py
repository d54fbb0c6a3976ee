"""Images and what stands for them."""

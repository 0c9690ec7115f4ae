"""What titles and cells mean: text in, canonical values out."""

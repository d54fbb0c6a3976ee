"""The version of the product, for reports and for the package: read without a look at what is installed."""

VERSION = "0.1.0"

"""The pages about several campaigns, made from what each campaign has left for them."""

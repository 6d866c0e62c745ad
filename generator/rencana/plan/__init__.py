"""What a campaign is: typed, frozen, with every reference resolved. Only this room knows pydantic."""

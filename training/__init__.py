"""How the static model's weights are made; see README.md."""

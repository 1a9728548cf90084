"""The words that matching must know one by one, each table with what it is for."""

from functools import cache
from importlib.resources import files


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


SMALL = _set(
    "a an the of for in on with to and by from via using at as into over under is are be its their through within"
)
"""Words whose absence does not make another paper, in a title of six words or more."""

SMALL_BUT_LEADING = _set("on towards toward to from beyond under over about")
"""Small words that are part of the name when they lead: "On Foo Graphs" is not "Foo Graphs"."""

SEARCH_STOPWORDS = _set(
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this"
    " to was will with"
)
"""What arXiv's title index does not hold; a search for one of them alone matches nothing."""

VERSION = _set(
    "not no non without lite pro plus plusplus mini tiny small large base xl xxl max ultra turbo nano micro revisited"
    " revisiting part parts volume vol chapter episode season extended revised new next v first second third"
    " fourth fifth"
    " one two three four five six seven eight nine ten half double triple single multi un anti pre post online offline"
    " sharp reply comment discussion rejoinder erratum correction corrigendum"
)
"""Words that tell one paper from its sequel; like digits, both titles must have the same of them."""

NUMERALS = _set("ii iii iv v vi vii viii ix x xi xii xiii xiv xv")

OTHER_WORK = _set(
    "comment comments commentary discussion discussions rejoinder reply response erratum errata correction corrections"
    " corrigendum addendum reproducing reproducibility replication replicating reproduction revisited revisiting"
    " rethinking review reviewing retraction retracted supplement supplementary appendix extended summary"
    " slides tutorial"
    " towards toward beyond improving understanding on"
)
"""In front of a colon (or behind one), these name a work about the paper and not the paper."""

ABBREVIATIONS = {
    "llm": "large language model", "llms": "large language models", "lm": "language model", "lms": "language models",
    "mllm": "multimodal large language model", "mllms": "multimodal large language models",
    "plm": "pretrained language model", "plms": "pretrained language models",
    "vlm": "vision language model", "vlms": "vision language models",
    "lvlm": "large vision language model", "lvlms": "large vision language models",
    "rl": "reinforcement learning", "drl": "deep reinforcement learning", "marl": "multi agent reinforcement learning",
    "rlhf": "reinforcement learning from human feedback", "rag": "retrieval augmented generation",
    "nlp": "natural language processing", "nlu": "natural language understanding", "nlg": "natural language generation",
    "nmt": "neural machine translation", "mt": "machine translation", "asr": "automatic speech recognition",
    "tts": "text to speech", "qa": "question answering", "vqa": "visual question answering",
    "ner": "named entity recognition",
    "cv": "computer vision", "ml": "machine learning", "dl": "deep learning", "ai": "artificial intelligence",
    "dnn": "deep neural network", "dnns": "deep neural networks", "nn": "neural network", "nns": "neural networks",
    "cnn": "convolutional neural network", "cnns": "convolutional neural networks", "rnn": "recurrent neural network",
    "rnns": "recurrent neural networks", "gnn": "graph neural network", "gnns": "graph neural networks",
    "gan": "generative adversarial network", "gans": "generative adversarial networks",
    "vae": "variational autoencoder",
    "vaes": "variational autoencoders", "vit": "vision transformer", "vits": "vision transformers",
    "moe": "mixture of experts", "nerf": "neural radiance fields", "nerfs": "neural radiance fields",
    "svm": "support vector machine", "svms": "support vector machines", "gp": "gaussian process",
    "gps": "gaussian processes",
    "ssl": "self supervised learning", "nas": "neural architecture search", "kg": "knowledge graph",
    "kgs": "knowledge graphs", "icl": "in context learning", "cot": "chain of thought",
    "aigc": "artificial intelligence generated content", "genai": "generative artificial intelligence",
    "hpc": "high performance computing", "iot": "internet of things", "mdp": "markov decision process",
    "mdps": "markov decision processes", "hci": "human computer interaction", "uav": "unmanned aerial vehicle",
    "uavs": "unmanned aerial vehicles", "peft": "parameter efficient fine tuning", "sgd": "stochastic gradient descent",
}  # fmt: skip
"""The same words written short and long, within a title that is otherwise equal."""


@cache
def vocabulary() -> frozenset[str]:
    """Return the words that stand in many titles: one of them is never taken for a misspelling of another.

    Counted by `benchmarks/bench_resolve_words.py`.
    """
    return frozenset(files(__package__).joinpath("vocabulary.txt").read_text(encoding="ascii").split())

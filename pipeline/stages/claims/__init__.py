"""Claims: who said what. Direct speech by its marks, indirect by the grammar of the language, speakers by the document.

The flow is `find.py`, from top to bottom:

1. The document as finders ask it (`view`), its persons with posts (`titles`, `settle`, `genders`), names mended for
   speakers (`ru_names`, `kk_names`).
2. Direct speech into `told`: marks (`quotes`), dash-led paragraphs and quotations (`speech`), over several paragraphs
   (`paragraphs`), in the paragraph that a colon announces (`announced`), after a name and a dash (`named_dash`), beside
   the sentence that tells who speaks (`beside`), in `headline`; an interview or a record of a session instead of all that (`interview`, `session`).
3. Indirect speech, sentence by sentence, by the `grammars` of the languages (below).
4. The author's own article (`author`, with `bylines`, `evidence`, `kk_author`), or else sentences that carry on (`carry`).
5. Who it is that speaks: `speakers` asks, in the order of a `scene`, for names and posts (`meant`, `later`, `posts`,
   `apposed`, `kin`),
   organizations, documents and groups (`groups`, `orgs`, `papers`, `possessed`, `ru_orgs`, `kk_orgs`, `kk_papers`),
   people without a name (`kk_new`), `pronouns`; names as they are printed (`phrases`).
6. A row each (`rows`): polarity and modality (`manner` with `polarity` and `opinion`, `kk_manner` with `kk_future`;
   `votes` over sentences), the key of the statement (`keys`), `confidence`; then the holders of offices (`offices`).

A finder makes a `draft`: content, cue, source as spans of the text. The two grammars are built alike:

    |                               | Russian                            | Kazakh                               |
    | one sentence                  | ru_sentence, ru_indirect, ru_apart | kk_indirect                          |
    | beside a quotation            | ru_speech, ru_quoted               | kk_speech                            |
    | cues                          | ru_cues                            | kk_cues                              |
    | «по словам X», «айтуынша»     | ru_markers                         | kk_markers                           |
    | in brackets, before деп       | ru_inserted                        | kk_said, kk_colon                    |
    | what is said                  | ru_clause, ru_content, ru_bounds   | kk_nominal, kk_clause                |
    | what a thing is called        | ru_naming                          | kk_said                              |
    | «об этом сообщил»             | ru_anaphora                        | kk_anaphora                          |
    | who stands by the cue         | ru_source, ru_subject, ru_divided, | kk_source                            |
    |                               | ru_place                           |                                      |
    | the phrase of a source        | ru_phrase                          | kk_phrase                            |

Words are tables under `pipeline/lang/<code>/data`, read by `words`, `nouns` (which nouns can speak) and `kk_words`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Document
from pipeline.known.holders import holders
from pipeline.registry import registry
from pipeline.stages.base import Stage
from pipeline.stages.claims.find import find_claims
from pipeline.stages.claims.offices import with_holders
from pipeline.stages.claims.rows import joined


@registry.stages("claims.v1")
def make_claims(languages: list[str]) -> Stage:
    """`languages` are the codes whose grammars run; passages of other languages yield no claims."""
    holders()  # a wrong table is told before the first document

    def run(documents: Sequence[Document]) -> None:
        for document in documents:
            document.claims = find_claims(document, languages)
            document.claims, added = with_holders(document)
            document.entities = [*document.entities, *added]
            document.figures = joined(document.figures, document.claims)
            document.dates = joined(document.dates, document.claims)

    return Stage(
        "claims",
        reads=("blocks", "sentences", "tokens", "mentions", "entities", "figures", "dates", "roles"),
        writes=("claims", "entities", "figures", "dates"),
        run=run,
    )

"""What agreements have to do with each other, with places and with the countries that take turns in their lives."""

from communique.archive.agreements import agreements_about, country_key, heads, life, replaced
from communique.archive.resolve import Resolver
from communique.model.dates import Edtf
from communique.model.document import Mention
from communique.model.entity import Action, Entity, PartOf, Party, StatusEvent


def entity(taxonomy: str, name: str, **more: object) -> Entity:
    return Entity(path=f"content/{taxonomy}/{name}.md", digest=b"", taxonomy=taxonomy, name=name, **more)  # type: ignore[arg-type]


def agreement(name: str, year: str = "", **more: object) -> Entity:
    return entity("agreements", name, signed=Edtf(year, f"{year}-01-01", f"{year}-12-31") if year else None, **more)


def party(country: str, *acts: tuple[str, str]) -> Party:
    return Party(Mention(country), tuple(Action(a, d) for a, d in acts))


def places(*names: str) -> tuple[Mention, ...]:
    return tuple(map(Mention, names))


def test_an_agreement_about_a_part_is_about_the_whole_and_they_stand_in_order_of_time() -> None:
    resolver = Resolver(
        [
            entity("places", "Kurils"),
            entity("places", "Habomai", part_of=(PartOf(Mention("Kurils")), PartOf(Mention("Nemuro")))),
            entity("places", "Nemuro", part_of=(PartOf(Mention("Habomai")),)),
            agreement("Later", "1956", places=places("Habomai", "Atlantis")),
            agreement("Earlier", "1855", places=places("Kurils")),
            agreement("Undated", places=places("Kurils", "Habomai")),
            agreement("Another", "1900"),
        ],
        "en",
    )
    found = {slug: [k.name for k in row] for slug, row in agreements_about(resolver).items()}
    assert found == {
        "habomai": ["Later", "Undated"],
        "kurils": ["Earlier", "Later", "Undated"],
        "nemuro": ["Later", "Undated"],
    }


def test_what_an_agreement_replaced_is_known_from_the_others() -> None:
    by = Mention("The treaty of 1905")
    row = (StatusEvent("superseded", "1905", agreement=by, as_to="Sakhalin"), StatusEvent("disputed", "1906", agreement=by))
    resolver = Resolver(
        [
            agreement("Treaty of Portsmouth", "1905", aliases=(by,)),
            agreement("Treaty of 1875", "1875", status_events=row),
            agreement("Treaty of 1855", "1855", status_events=(StatusEvent("amended", "1905", agreement=Mention("No such")),)),
        ],
        "en",
    )
    found = {slug: [(r.known.name, r.given.as_to) for r in row] for slug, row in replaced(resolver).items()}
    assert found == {"treaty-of-portsmouth": [("Treaty of 1875", "Sakhalin")]}


def test_who_refused_or_only_initialled_is_no_party_and_a_state_counts_as_what_continues_it() -> None:
    e = agreement(
        "A",
        parties=(
            party("USSR", ("signed", "")),
            party("Empire of Japan"),
            party("Norway", ("refused to sign", ""), ("initialled", "")),
        ),
    )
    assert heads(Resolver([e], "en"), e) == ("japan", "russia")


def test_a_party_is_the_state_that_its_name_meant_when_it_became_one() -> None:
    parties = (party("Republic of China", ("signed", "1945-06-26")), party("Germany", ("acceded", "1920")), party("ROC"))
    e = agreement("A", "1952", parties=parties)
    resolver = Resolver([e], "en")
    assert heads(resolver, e) == ("china", "germany", "taiwan")
    key = country_key(resolver, e)
    assert (key("Republic of China"), key("Germany"), key("ROC")) == ("republic-of-china", "weimar-republic", "taiwan")


def test_a_life_tells_each_turn_once_with_all_who_took_it() -> None:
    e = agreement(
        "A",
        "1956",
        in_force="1956-12-12",
        status_events=(
            StatusEvent("ratified", "1956-12-08", note="both"),
            StatusEvent("denounced", "1990", by=(Mention("USSR"),)),
        ),
        parties=(
            party("Soviet Union", ("ratified", "1956-12-08"), ("reservation", "1956-12-08"), ("denounced", "1990")),
            party("Japan", ("ratified", "1956-12-08"), ("ratified", "")),
            party("Norway", ("acceded", "1956-12-12")),
        ),
    )
    told = [(t.event, t.date, [m.name for m in by]) for t, by in life(e, country_key(Resolver([e], "en"), e))]
    assert told == [
        ("signed", "1956", []),
        ("ratified", "1956-12-08", ["Soviet Union", "Japan"]),
        ("reservation", "1956-12-08", ["Soviet Union"]),
        ("acceded", "1956-12-12", ["Norway"]),
        ("in force", "1956-12-12", []),
        ("denounced", "1990", ["USSR"]),
    ]

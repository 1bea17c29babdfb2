/** Registry files of invented communities, in the JSON that Charterhouse writes and reads. */

/** Who holds a seat. */
export interface Seat {
  role: "lead";
  name: string;
  account?: { provider: "github"; login: string };
  organization?: string;
}

/** One group of a registry. */
export interface Group {
  slug: string;
  name: string;
  kind: "working_group";
  state: "active";
  description: string;
  charter?: string;
  links: { kind: "documents"; label: string; url: string }[];
  seats: Seat[];
}

/** A lead with an account that is spelt like the name. */
export function person(name: string, organization = "Blue Harbour"): Seat {
  const login = name.toLowerCase().replaceAll(" ", "-");
  return { role: "lead", name, account: { provider: "github", login }, organization };
}

const LEADS: Seat[] = [person("Ines Example"), person("Tor Sample", "Red Anvil")];

/** An active group with two leads; `changes` replaces what a test is about. */
export function group(name: string, changes: Partial<Group> = {}): Group {
  const slug = name.toLowerCase().replaceAll(" ", "-");
  return {
    slug,
    name,
    kind: "working_group",
    state: "active",
    description: `Everything about ${name.toLowerCase()}.`,
    links: [{ kind: "documents", label: "Folder", url: `https://documents.example/${slug}` }],
    seats: LEADS,
    ...changes,
  };
}

/** The file's text. */
export function registry(groups: Group[], asOf: string): string {
  return JSON.stringify(
    { charterhouse: 1, community: "Invented", as_of: asOf, groups },
    undefined,
    2,
  );
}

const FIRST = ["Amber", "Birch", "Cobalt", "Dune", "Ember", "Fjord", "Granite", "Heath", "Indigo", "Juniper"];
const SECOND = ["Bridges", "Canals", "Dikes", "Ferries", "Gates", "Harbours", "Inlets", "Jetties", "Keys", "Locks", "Moorings", "Nets"];

/** 120 names, no two alike. */
export const MANY_NAMES: string[] = FIRST.flatMap((first) => SECOND.map((second) => `${first} ${second}`));

/** The county's units, sections, seats and people at one version, as plain data for pure decisions. */
export interface Directory {
  /** Grows by one with every change, so that a decision can say which directory it saw. */
  readonly version: number;
  /** Full name of the county, e.g. `安吉县`: callers may put it, or only 县, before a unit's name. */
  readonly county?: string | undefined;
  readonly units: readonly Unit[];
  readonly sections: readonly Section[];
  readonly seats: readonly Seat[];
  readonly people: readonly Person[];
  readonly tenures: readonly Tenure[];
  readonly absences: readonly Absence[];
  /** Seats lent for a time; they come back by themselves. */
  readonly delegations?: readonly Delegation[] | undefined;
  /** Where the office was moved between sections: which section was host when. Without entries the host never moved. */
  readonly hostings?: readonly Hosting[] | undefined;
}

export type UnitKind = 'town' | 'township' | 'subdistrict' | 'organ' | 'zone' | 'taskForce';

export interface Unit {
  /** Division code and serial, e.g. `330523-O40`. */
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly aliases: readonly string[];
  readonly formerNames: readonly string[];
  /** 数字管理办公室 or 数字管理科: the plate that hangs on the host section. */
  readonly office: string;
  readonly hostSection: string;
  /** Taxonomy categories the unit answers for: `大类/中类` or `大类/中类/小类`. */
  readonly duties: readonly string[];
  /** Villages, sights and streets by which people name a town. */
  readonly places?: readonly string[] | undefined;
  /** What the unit does in its own words; read by free-text routing. */
  readonly dutyText: string;
  /** ISO dates; an abolished unit has `until` and a successor. */
  readonly from: string;
  readonly until?: string | undefined;
  readonly successor?: string | undefined;
}

export interface Section {
  /** Unit code and serial, e.g. `330523-O40-S1`. */
  readonly code: string;
  readonly unit: string;
  readonly name: string;
  /** True for the section the digital office hangs on; its head answers when the seat is empty. */
  readonly host: boolean;
  /** ISO instants; a section that was opened or closed later than its unit. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export type SeatKind =
  | 'commissioner'
  | 'sectionHead'
  | 'unitLeader'
  | 'dutyOfficer'
  | 'supervisor'
  | 'auditor'
  | 'admin';

export interface Seat {
  /** Unit or section code and role, e.g. `330523-O40/A` (A角), `330523-O40/B`, `330523-O40/L`, `330523-O40-S1/H`. */
  readonly id: string;
  readonly unit: string;
  readonly section?: string | undefined;
  readonly kind: SeatKind;
  /** A角 answers; B角 acts for A when A is absent. Other seats have only an A role. */
  readonly role: 'A' | 'B';
  readonly title: string;
  /** Share of working time given to the seat, 0–1; 1 is full-time. */
  readonly share: number;
  /** ISO instants; a seat that was made or given up later than its unit. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly qualifications: readonly string[];
}

/** Who holds a seat from when (inclusive) to when (exclusive), as ISO instants. */
export interface Tenure {
  readonly seat: string;
  readonly person: string;
  readonly from: string;
  readonly until?: string | undefined;
}

/** A person is away from an instant (inclusive) to another (exclusive). */
export interface Absence {
  readonly person: string;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}

/** A seat lent by its holder to another person of the unit, for one task or for all, at most 30 days. */
export interface Delegation {
  readonly id: string;
  readonly seat: string;
  /** Id of the one task it is for; without it, all tasks of the seat. */
  readonly task?: string | undefined;
  readonly person: string;
  /** The holder who lent it. */
  readonly by: string;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}

/** The office of a unit hangs on a section from an instant (inclusive) to another (exclusive). */
export interface Hosting {
  readonly unit: string;
  readonly section: string;
  readonly from: string;
  readonly until?: string | undefined;
}

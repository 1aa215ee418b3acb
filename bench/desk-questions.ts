/** Codes of the city that questions are about. */
export interface Codes {
  readonly city: string;
  readonly county: string;
  readonly union: string;
}

/** What the screens of the desk ask for when they open. */
export function questions({ city, county, union }: Codes): readonly string[] {
  return [
    `/api/overview/figures?at=${city}`,
    `/api/overview/shares?at=${city}&by=scheme`,
    `/api/overview/shares?at=${city}&by=district`,
    `/api/overview/blockers?at=${county}`,
    `/api/unions?parent=${city}`,
    `/api/unions/search?q=${encodeURIComponent('示例')}`,
    `/api/unions/${union}`,
    `/api/unions/${union}/checklist`,
    `/api/lists/unions?at=${county}&scheme=hohhot&reached=false`,
    `/api/lists/employers?at=${county}`,
    `/api/clauses/hohhot.enterprise.join-rate?at=${county}`,
    `/api/expiring?at=${county}&within=90`,
  ];
}

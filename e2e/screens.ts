/** A page of the desk, as the journeys open every one of them. `{union}`, `{chair}` … stand for codes of the demo city. */
export interface Place {
  readonly name: string;
  readonly path: string;
}

/** Every route of the desk. */
export function places(codes: {
  readonly city: string;
  readonly county: string;
  readonly union: string;
}): readonly Place[] {
  const { city, county, union } = codes;
  return [
    { name: 'overview', path: '/overview' },
    { name: 'overview-county', path: `/overview?at=${county}` },
    { name: 'tree', path: `/tree?at=${union}` },
    { name: 'union', path: `/unions/${union}` },
    { name: 'summary', path: `/unions/${union}/summary?scheme=hohhot` },
    { name: 'register', path: `/registers/meetings?union=${union}` },
    { name: 'list-unions', path: `/lists/unions?at=${city}&scheme=hohhot&reached=false` },
    { name: 'list-employers', path: `/lists/employers?at=${city}` },
    { name: 'list-expiring', path: `/lists/expiring?at=${city}&within=90` },
    { name: 'clause', path: '/clauses/hohhot.enterprise.join-rate' },
    { name: 'schemes', path: '/schemes' },
    { name: 'scheme', path: '/schemes/hohhot' },
    { name: 'comparison', path: '/comparison' },
    { name: 'what-if', path: '/what-if?scheme=hohhot&track=enterprise' },
    { name: 'review', path: '/census/review' },
    { name: 'review-report', path: '/census/review/report' },
    { name: 'lost', path: '/unions/NOBODY-HERE' },
  ];
}

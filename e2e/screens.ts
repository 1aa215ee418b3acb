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
    { name: 'lost', path: '/unions/NOBODY-HERE' },
  ];
}

/** Every route of the census, once files were taken in and a gap was handed out. */
export function censusPlaces(codes: {
  readonly delivery: string;
  readonly employer: string;
  readonly task: string;
  /** Of a joint union that could be founded: the search part of its address. */
  readonly group: string;
}): readonly Place[] {
  const { delivery, employer, task, group } = codes;
  return [
    { name: 'census-sources', path: '/census' },
    { name: 'census-take', path: '/census/take' },
    { name: 'census-delivery', path: `/census/deliveries/${delivery}` },
    { name: 'census-list', path: '/census/employers' },
    { name: 'census-employer', path: `/census/employers/${employer}` },
    { name: 'census-adoption', path: '/census/adoption' },
    { name: 'census-review', path: '/census/review' },
    { name: 'census-report', path: '/census/review/report' },
    { name: 'census-gaps', path: '/census/gaps' },
    { name: 'census-map', path: '/census/gaps?view=map' },
    { name: 'census-gap-list', path: '/census/gaps/employers' },
    { name: 'census-joint-unions', path: '/census/joint-unions' },
    { name: 'census-joint-group', path: `/census/joint-unions/group?${group}` },
    { name: 'census-industry-rules', path: '/census/industry-rules' },
    { name: 'census-tasks', path: '/census/tasks' },
    { name: 'census-task', path: `/census/tasks/${task}` },
    { name: 'census-checks', path: '/census/checks' },
  ];
}

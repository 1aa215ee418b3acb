/** What a register notes behind a name with a blank or nothing between: how the body stands, not who it is. */
const NOTE =
  /(?<=公司|[店厂部社馆行院校园所站会村]|中心|集团)(?:已?注销|已?吊销|已?停业|已?歇业|已迁出?|个体工商户|个体|分支机构|分支|自然人独资|自然人投资或控股|法人独资|非上市|筹备?)$/u;

/** What notes end with: few names do, and only those are looked at closely. */
const LAST = new Set('销业出迁户体构支资股市筹备');

/** Notes are at most this long. */
const LONGEST_NOTE = 9;

/** A folded name without a note at its end. */
export function withoutNote(body: string): string {
  if (!LAST.has(body.charAt(body.length - 1))) return body;
  const tail = body.slice(-LONGEST_NOTE - 2);
  const note = NOTE.exec(tail);
  return note === null ? body : body.slice(0, body.length - note[0].length);
}

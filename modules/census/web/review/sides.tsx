import { countText } from '@jianjia/ui';
import { departments, type Side, type WholePair } from '../../contract/index.ts';
import { differences, type Run } from '../../domain/review/difference.ts';
import { copy } from './copy.ts';

const FIELDS = Object.entries(copy.fields) as [keyof typeof copy.fields, string][];

/** Fields of which a single character may be a slip of the pen. */
const SPELLED = new Set<keyof typeof copy.fields>([
  'name',
  'uscc',
  'registration_no',
  'address',
  'representative',
  'phone',
]);

/** The two records field by field; characters that only one has are underlined. */
export function Sides({ pair: { left, right } }: { readonly pair: WholePair }) {
  return (
    <>
      <table className="review-sides" aria-label={copy.comparison}>
        <thead>
          <tr>
            <th scope="col">{copy.field}</th>
            <th scope="col">{copy.left}</th>
            <th scope="col">{copy.right}</th>
          </tr>
        </thead>
        <tbody>
          {FIELDS.map(([field, title]) => (
            <Field
              key={field}
              title={title}
              left={textOf(left, field)}
              right={textOf(right, field)}
              spelled={SPELLED.has(field)}
            />
          ))}
        </tbody>
      </table>
      <p className="review-note">{copy.marked}</p>
    </>
  );
}

interface FieldProps {
  readonly title: string;
  readonly left: string;
  readonly right: string;
  /** Compared character by character; else it is the same or not. */
  readonly spelled: boolean;
}

function Field({ title, left, right, spelled }: FieldProps) {
  if (left === '' && right === '') return null;
  // That other departments know it speaks neither for nor against.
  const alike = left === right || left === '' || right === '' || title === copy.fields.departments;
  const [a, b] = spelled && !alike ? differences(left, right) : [whole(left, alike), whole(right, alike)];
  return (
    <tr>
      <th scope="row">{title}</th>
      <td data-side={copy.left}>{shown(a)}</td>
      <td data-side={copy.right}>{shown(b)}</td>
    </tr>
  );
}

/** A value that has nothing to be compared with is no difference. */
function whole(text: string, common: boolean): readonly Run[] {
  return text === '' ? [] : [{ text, common }];
}

function shown(runs: readonly Run[]) {
  if (runs.length === 0) return <span className="review-missing">{copy.missing}</span>;
  let at = 0;
  return runs.map(({ text, common }) => {
    const key = at;
    at += text.length;
    return common ? <span key={key}>{text}</span> : <mark key={key}>{text}</mark>;
  });
}

function textOf(side: Side, field: keyof typeof copy.fields): string {
  switch (field) {
    case 'division':
      return side.division.name;
    case 'employees':
      return side.employees === null ? '' : `${countText(side.employees)} ${copy.people}`;
    case 'departments':
      return side.departments.map((one) => departments[one]).join('、');
    case 'name':
    case 'uscc':
    case 'registration_no':
    case 'address':
    case 'representative':
    case 'phone':
    case 'union_name':
      return side[field] ?? '';
  }
}

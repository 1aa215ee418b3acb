import { addForms, addPage, type FormCall, type PageCall, type PageForm, type Sent } from '@jianjia/http';
import { type Access, isProblem } from '@jianjia/kernel';
import type { FastifyInstance } from 'fastify';
import { type Drawn, layout } from '../pages/layout.ts';
import { html } from '../html.ts';
import { type Back, Fields } from './fields.ts';
import type { Rooms } from '../pages/rooms.ts';

/** What draws a page: freshly asked for, or with a form that came back. */
export type Draw = (call: PageCall, back: Back | null) => Promise<Drawn | Sent>;

/** One form of a page and what its button does; usually it ends with `redirect`. */
export interface ScreenForm {
  /** Also the id that its fields begin with. */
  readonly id: string;
  /** Default: the path of the page. */
  readonly path?: `/${string}`;
  readonly access?: Access;
  readonly guarded?: true;
  readonly act: (call: FormCall) => Promise<Drawn | Sent>;
}

/** A page with its forms. */
export interface Screen {
  readonly path: `/${string}`;
  readonly access: Access;
  readonly draw: Draw;
  /** The part of the navigation that it is in; default: by the begin of its path. */
  readonly part?: string;
  readonly forms?: readonly ScreenForm[];
}

/** Puts pages on the server; a form that is refused is drawn again where it stood, with its sentence and what was typed. */
export async function addScreens(
  server: FastifyInstance,
  { isDemo }: Pick<Rooms, 'isDemo'>,
  screens: readonly Screen[],
): Promise<void> {
  const whole = async (part: string, call: PageCall, drawn: Drawn | Sent): Promise<string | Sent> =>
    'body' in drawn ? layout({ actor: call.actor, isDemo: await isDemo(), part }, drawn) : drawn;
  const forms: PageForm[] = [];
  for (const { path, access, draw, part = `/${path.split('/')[1] ?? ''}`, forms: own = [] } of screens) {
    addPage(server, { path, access, draw: async (call) => whole(part, call, await draw(call, null)) });
    for (const { id, act, ...form } of own) {
      const again = async (call: FormCall): Promise<Drawn | Sent> => {
        try {
          return await act(call);
        } catch (error) {
          if (!isProblem(error) || error.id.startsWith('db.')) throw error;
          const back = { form: id, problem: error, typed: call.form };
          return withAlert(await draw(call, back), back);
        }
      };
      forms.push({ path, access, ...form, act: async (call) => whole(part, call, await again(call)) });
    }
  }
  await addForms(server, forms);
}

/** A form whose place is not drawn any more (somebody else has changed what it was about) still gets its sentence. */
function withAlert(drawn: Drawn | Sent, back: Back): Drawn | Sent {
  if (!('body' in drawn) || html`${drawn.body}`.text.includes('class="alert" role="alert" tabindex')) return drawn;
  return { ...drawn, body: html`${new Fields(back.form, back).alert()}${drawn.body}` };
}

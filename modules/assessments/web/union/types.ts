import type { AnswerOf } from '@jianjia/client';
import type { explainItem, getChecklist } from '../../contract/checklist.ts';

export type Checklist = AnswerOf<typeof getChecklist>;
export type Standard = Checklist['standards'][number];
export type Section = Standard['sections'][number];
export type Item = Section['items'][number];
export type Step = Standard['next_steps'][number];
export type Explained = AnswerOf<typeof explainItem>;

import { chinaToday } from '@jianjia/kernel';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { theme } from 'antd';
import { copy } from './copy.ts';

/**
 * The day that everything on the page is looked at; without one in the URL it is today. The browser's own field: phones have a better one
 * than any library, and the desk need not load a calendar.
 */
export function Day() {
  const { as_of }: { readonly as_of?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { token } = theme.useToken();
  const today = chinaToday(new Date());
  const choose = (day: string) =>
    void navigate({
      to: '.',
      search: (before: object) => ({ ...before, as_of: day === '' || day === today ? undefined : day }),
    });
  return (
    <label className="frame-day">
      <span>{copy.day}</span>
      <input
        type="date"
        style={{ background: token.colorBgContainer, color: token.colorText, borderColor: token.colorBorder }}
        value={as_of ?? today}
        onChange={(event) => choose(event.target.value)}
      />
    </label>
  );
}

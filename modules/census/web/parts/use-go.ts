import { type RouterHistory, useRouter } from '@tanstack/react-router';

/** Goes to a place of the desk by its address, so that rooms need not know each other's routes. */
export function useGo(): (to: string) => void {
  const history = useRouter().history as RouterHistory;
  return (to) => history.push(to);
}

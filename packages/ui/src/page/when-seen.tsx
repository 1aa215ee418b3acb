import { Skeleton } from 'antd';
import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';

interface Props {
  /** Rows of the skeleton in its place. */
  readonly rows?: number;
  readonly children: ReactNode;
}

/** Part of a page that is loaded when it comes near to sight: the first sight does not wait for it. */
export function WhenSeen({ rows = 6, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const host = place.current;
    if (!host) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && setSeen(true), {
      rootMargin: '200px',
    });
    watch.observe(host);
    return () => watch.disconnect();
  }, []);
  const waiting = <Skeleton active title={false} paragraph={{ rows }} />;
  return <div ref={place}>{isSeen ? <Suspense fallback={waiting}>{children}</Suspense> : waiting}</div>;
}

import Link from 'next/link';

export const metadata = { title: 'Usage in Next 16', icons: { icon: 'data:,' } };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <nav>
          <Link href="/">Usage</Link> <Link href="/other">Other</Link>{' '}
          <Link href="/?sorting=credits_used:desc">Dearest first</Link>
        </nav>
        {children}
      </body>
    </html>
  );
}

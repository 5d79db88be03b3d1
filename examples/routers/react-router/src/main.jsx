import { createRoot } from 'react-dom/client';
import { Link, Outlet, createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { UsagePage } from './usage-page.jsx';

function Layout() {
  return (
    <>
      <nav>
        <Link to="/">Usage</Link> <Link to="/other">Other</Link>{' '}
        <Link to="/?sorting=credits_used:desc">Dearest first</Link>
      </nav>
      <Outlet />
    </>
  );
}

let loads = 0;
const router = createBrowserRouter([
  {
    element: <Layout />,
    children: [
      { path: '/', element: <UsagePage />, loader: () => loads++ },
      { path: '/other', element: <h1>Other</h1> },
    ],
  },
]);

createRoot(document.getElementById('root')).render(<RouterProvider router={router} />);

import '@usage/dashboard';

import { createApp } from 'vue';
import { createRouter, createWebHashHistory, createWebHistory } from 'vue-router';
import App from './App.vue';
import OtherPage from './OtherPage.vue';
import UsagePage from './UsagePage.vue';

// One app for both kinds of history: below /hash, routes stand behind the URL's #.
const history = location.pathname.startsWith('/hash') ? createWebHashHistory() : createWebHistory();
const router = createRouter({
  history,
  routes: [
    { path: '/', component: UsagePage },
    { path: '/other', component: OtherPage },
  ],
});

createApp(App).use(router).mount('#root');

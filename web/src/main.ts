import { mount } from 'svelte';
import App from './App.svelte';
import { pageLanguage } from './session/language';
import './ui/base.css';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no element for the page');
document.documentElement.lang = pageLanguage;
mount(App, { target });

// Apart, since Angular is not installed by default.
import { driveExamples } from '../drive-examples.ts';

driveExamples([['Angular 22', 'angular/dist']], 'npm run example:angular -- --test');

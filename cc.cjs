const m=require('node:module'); console.log(m.enableCompileCache()); console.log(m.getCompileCacheDir?.())

"""The register's domain: what offices ask for, on what basis, what was decided, under which number.

Read in this order: ``vocabulary`` (the words), ``rules`` (what the law allows and what follows,
without a database), ``models`` (what is stored), ``services`` (what people do), ``exchange``
(lists in and out), ``seed`` (the fictional example city).
"""

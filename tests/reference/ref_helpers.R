# Helpers that the r_code strings in reference_values.json use (R >= 4.2, with coin, exactRankTests, survival, etm and emmeans)
suppressPackageStartupMessages({library(coin); library(exactRankTests); library(survival); library(etm); library(emmeans)})
wilson <- function(x,n,conf=.95){z<-qnorm(1-(1-conf)/2);p<-x/n
  ctr<-(p+z^2/(2*n))/(1+z^2/n); hw<-z*sqrt(p*(1-p)/n+z^2/(4*n^2))/(1+z^2/n); pmin(1,pmax(0,ctr+c(-1,1)*hw))}
clopper <- function(x,n,conf=.95){a<-1-conf; c(if(x==0)0 else qbeta(a/2,x,n-x+1), if(x==n)1 else qbeta(1-a/2,x+1,n-x))}
newcombe10 <- function(x1,n1,x2,n2){p1<-x1/n1;p2<-x2/n2;d<-p1-p2;a<-wilson(x1,n1);b<-wilson(x2,n2)
  c(d-sqrt((p1-a[1])^2+(b[2]-p2)^2), d+sqrt((a[2]-p1)^2+(p2-b[1])^2))}
.sup <- function(idx,x,y,n1,n2){f<-function(p) sum(dbinom(x[idx],n1,p)*dbinom(y[idx],n2,p)); g<-seq(0,1,length.out=4001)
  v<-sapply(g,f);k<-which.max(v); max(v, optimize(f,c(g[max(1,k-1)],g[min(4001,k+1)]),maximum=TRUE,tol=1e-12)$objective)}
boschloo1 <- function(x1,n1,x2,n2,alt){G<-expand.grid(x=0:n1,y=0:n2)
  f<-if(alt=="less") phyper(G$x,n1,n2,G$x+G$y) else 1-phyper(G$x-1,n1,n2,G$x+G$y)
  f0<-f[G$x==x1&G$y==x2]; .sup(f<=f0*(1+1e-10),G$x,G$y,n1,n2)}
cuminc <- function(time,cause){ # cause 1 against cause 2 (0 = censored): estimate and SE by survfit, limits log-log in 1-F by etm
  s<-summary(survfit(Surv(time,factor(cause,0:2))~1)); tra<-matrix(FALSE,3,3); tra[1,2:3]<-TRUE
  d<-data.frame(id=seq_along(time),from="0",to=ifelse(cause==0,"cens",cause),time=time)
  e<-summary(etm(d,c("0","1","2"),tra,"cens",0),ci.fun="cloglog")[["0 1"]]; k<-match(s$time,e$time)
  list(times=s$time,n_risk=s$n.risk[,1],cuminc=s$pstate[,2],se=s$std.err[,2],lower=e$lower[k],upper=e$upper[k],competing=s$pstate[,3])}
breslow_day <- function(tab){ # tab: 2x2xK
  orm<-mantelhaen.test(tab,correct=FALSE)$estimate; K<-dim(tab)[3]; a<-tab[1,1,]; ea<-va<-numeric(K)
  for(k in 1:K){m1<-sum(tab[1,,k]);t1<-sum(tab[,1,k]);n<-sum(tab[,,k]);m2<-n-m1
    A<-1-orm;B<-orm*(m1+t1)+(m2-t1);C<- -orm*m1*t1   # A x^2+ B x + C = 0 with x=E[a]
    r<-if(abs(A)<1e-12) -C/B else {s<-(-B+c(-1,1)*sqrt(B^2-4*A*C))/(2*A); s[s>=max(0,t1-m2)-1e-9 & s<=min(m1,t1)+1e-9][1]}
    ea[k]<-r; va[k]<-1/(1/r+1/(m1-r)+1/(t1-r)+1/(m2-t1+r))}
  bd<-sum((a-ea)^2/va); tar<-bd-sum(a-ea)^2/sum(va)
  list(bd=unname(bd),bd_p=unname(pchisq(bd,K-1,lower.tail=FALSE)),tarone=unname(tar),tarone_p=unname(pchisq(tar,K-1,lower.tail=FALSE)))}
